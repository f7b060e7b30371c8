namespace Kalends.Server.Hosting.Calls;

/// <summary>One verb of the API. Stateless: one instance serves all calls.</summary>
internal interface IOperation
{
    Task<Reply> Handle(Call call);
}
