using CsCheck;
using Kalends.Domain.Merging;

namespace Kalends.Domain.Tests.Merging;

public sealed class TextMergeTests
{
    [Theory]
    [InlineData("bring cake", "bring good cake", "bring cake and tea", "bring good cake and tea")]
    [InlineData("a\nb\nc", "x\nb\nc", "a\nb\ny", "x\nb\ny")]
    [InlineData("one two", "one two", "one", "one")]
    [InlineData("", "same", "same", "same")]
    public void Edits_apart_from_each_other_are_both_there(string original, string one, string other, string merged) =>
        Assert.Equal(merged, TextMerge.Run(original, one, other));

    [Theory]
    [InlineData("bring cake", "bring tea", "bring coffee")]
    [InlineData("", "mine", "yours")]
    [InlineData("a b c", "a c", "a x c")]
    public void Edits_of_the_same_words_do_not_merge(string original, string one, string other) =>
        Assert.Null(TextMerge.Run(original, one, other));

    [Fact]
    public void Which_is_which_makes_no_difference_and_an_edit_alone_stands() =>
        Gen.Select(Some, Some, Some).Sample((original, one, other) =>
        {
            Assert.Equal(TextMerge.Run(original, one, other), TextMerge.Run(original, other, one));
            Assert.Equal(one, TextMerge.Run(original, one, original));
            Assert.Equal(one, TextMerge.Run(original, one, one));
        }, iter: 2_000);

    [Fact]
    public void A_text_of_the_largest_size_takes_no_longer_than_a_request_may()
    {
        var long1 = string.Join(' ', Enumerable.Range(0, 13_000));
        Assert.NotNull(TextMerge.Run(long1, long1 + " end", "start " + long1));
    }

    private static Gen<string> Some { get; } = Gen.Int[0, 3].Select(word => new[] { "a", "b", "c", "\n" }[word]).Array[0, 8].Select(words => string.Join(' ', words));
}
