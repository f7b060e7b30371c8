using System.Collections.Immutable;
using System.Text.Json;
using Kalends.Domain;
using Kalends.Domain.Merging;
using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>Takes in a batch in its order, each operation with the rights of that moment.</summary>
internal sealed class ApplyOperations(
    CreateOffline create, MergeOffline merge, SplitOffline split, AnswerOffline answer, RemindOffline remind, MoveOffline move)
{
    private const int Attempts = 50;

    public async Task<ImmutableArray<AnsweredOperation>> Run(Call call, SyncDevice device, ImmutableArray<JsonElement> operations)
    {
        var results = ImmutableArray.CreateBuilder<AnsweredOperation>(operations.Length);
        var skipped = new Dictionary<(EventId, ulong), ulong>();
        foreach (var element in operations)
        {
            var errors = new InputErrors();
            var body = new OperationBody(element, errors);
            var operation = body.Read(device.Id);
            if (errors.Any)
            {
                results.Add(new AnsweredOperation(body.StampText, OperationResult.From(errors.ToRefusal())));
                continue;
            }
            operation = WithoutSkipped(operation, skipped);
            var result = await Apply(call, operation);
            if (result is OperationResult.Refused) skipped[(operation.Subject, operation.Edit.Stamp.Time)] = operation.Edit.Previous;
            results.Add(new AnsweredOperation(body.StampText, result));
        }
        return results.ToImmutable();
    }

    /// <summary>What was refused is not before anything: else the gap would be remembered for good.</summary>
    private static SyncOperation WithoutSkipped(SyncOperation operation, Dictionary<(EventId, ulong), ulong> skipped)
    {
        var previous = operation.Edit.Previous;
        while (skipped.TryGetValue((operation.Subject, previous), out var earlier)) previous = earlier;
        return operation with { Edit = operation.Edit with { Previous = previous } };
    }

    private async Task<OperationResult> Apply(Call call, SyncOperation operation)
    {
        if (HybridClock.IsAhead(operation.Edit.Stamp.Time, call.Now)) return OperationResult.Clock;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await Try(call, operation) is { } result) return result;
        }
        return new OperationResult.Refused("busy", "the event was changed again and again: send it again");
    }

    /// <returns>Null where somebody else changed the event meanwhile.</returns>
    private Task<OperationResult?> Try(Call call, SyncOperation operation) => operation.Kind switch
    {
        OperationKind.Create => create.Run(call, operation),
        OperationKind.Split => split.Run(call, operation),
        OperationKind.Answer => answer.Run(call, operation),
        OperationKind.Remind => remind.Run(call, operation),
        OperationKind.Move => move.Run(call, operation),
        _ => merge.Run(call, operation),
    };
}
