// The ceiling that the server is measured against: Kestrel, one endpoint, nothing else. It answers what the load generator
// recorded from the real server, by path and query. Arguments: --urls URL, --answers FOLDER (index.tsv: target, tab, file).

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();

string folder = builder.Configuration["answers"] ?? throw new ArgumentException("--answers FOLDER is missing");
Dictionary<string, byte[]> answers = File.ReadLines(Path.Combine(folder, "index.tsv"))
    .Select(line => line.Split('\t'))
    .ToDictionary(columns => columns[0], columns => File.ReadAllBytes(Path.Combine(folder, columns[1])));

var app = builder.Build();
app.MapGet("/{**path}", async context =>
{
    HttpRequest request = context.Request;
    HttpResponse response = context.Response;
    if (!answers.TryGetValue(request.Path.Value + request.QueryString.Value, out byte[]? answer))
    {
        response.StatusCode = StatusCodes.Status404NotFound;
        return;
    }

    response.ContentType = "application/json; charset=utf-8";
    response.ContentLength = answer.Length;
    await response.BodyWriter.WriteAsync(answer);
});
app.Run();
