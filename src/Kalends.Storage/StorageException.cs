namespace Kalends.Storage;

/// <summary>
/// A file or server that the set rests on failed. Of a write it is not known to be stored; trying again is safe for every port, since
/// each write names the revision or id it expects.
/// </summary>
public sealed class StorageException(string message, Exception? cause = null) : Exception(message, cause);
