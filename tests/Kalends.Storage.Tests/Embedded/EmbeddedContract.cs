using Kalends.Testing.Contract;

namespace Kalends.Storage.Tests.Embedded;

public sealed class Embedded_events() : EventContract(new EmbeddedLab());
