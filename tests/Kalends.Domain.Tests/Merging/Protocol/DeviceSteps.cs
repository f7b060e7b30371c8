namespace Kalends.Domain.Tests.Merging.Protocol;

/// <summary>What one device can do, and the server and the network for it.</summary>
/// <param name="model">The rules.</param>
/// <param name="device">As it is.</param>
/// <param name="length">Of the server's order.</param>
internal sealed class DeviceSteps(ProtocolModel model, ModelDevice device, int length)
{
    internal List<ModelDevice> Next { get; } = new(capacity: 16);

    internal void Take(bool canMake)
    {
        if (canMake) Next.Add(device with { Made = device.Made + 1, Log = device.Log | (1 << device.Made) }); // on the disk when the user sees it
        Next.Add(device with { Request = device.Log, Late = device.Request ?? device.Late }); // with one on its way, it has died and begins again
        if (device.Request is { } request) Serve(request);
        if (device.Late is { } late) ServeLate(late);
        if (device.Answer is not { } answer) return;
        var taken = device with { Log = device.Log & ~answer, Copy = device.Told };
        Next.Add(taken with { Answer = null, Told = 0 });
        Next.Add(taken); // arrives again later
        Next.Add(device with { Answer = null, Told = 0 }); // lost, or the device dies before it is on its disk
    }

    /// <summary>The server commits operation by operation, and may die before and after each.</summary>
    private void Serve(int request)
    {
        var (served, told) = (device, length);
        Next.Add(served with { Request = null });
        for (var number = 0; number < device.Made; number++)
        {
            if (!IsNews(request, number)) continue;
            served = served.WithPlace(number, ++told);
            Next.Add(served with { Request = null });
        }
        var answered = served with { Answer = request, Told = told };
        Next.Add(answered with { Request = null });
        Next.Add(answered); // the network brings the request again
    }

    /// <summary>The same for a request whose device has died meanwhile.</summary>
    private void ServeLate(int late)
    {
        var (served, place) = (device, length);
        Next.Add(served with { Late = null });
        for (var number = 0; number < device.Made; number++)
        {
            if (!IsNews(late, number)) continue;
            served = served.WithPlace(number, ++place);
            Next.Add(served with { Late = null });
            Next.Add(served); // the network brings it again
        }
    }

    private bool IsNews(int sent, int number) => (sent >> number & 1) == 1 && !(model.RecognisesRepeats && device.PlaceOf(number) > 0);
}
