using System.Globalization;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Tests.Terminal;

public sealed class ShownTests
{
    [Theory]
    [InlineData("0", "$0.00")]
    [InlineData("1234567.891", "$1,234,567.89")]
    [InlineData("1", "$1.00")]
    [InlineData("0.9999", "$0.9999")]
    [InlineData("0.01", "$0.0100")]
    [InlineData("0.009", "$0.009")]
    [InlineData("0.0012345", "$0.001235")]
    [InlineData("0.00001", "$0.00001")]
    [InlineData("0.0000000000015", "$0.0000000000015")]
    [InlineData("-0.5", "-$0.5000")]
    [InlineData("0.0000000000000000000000000001", "$0.0000000000000000000000000001")]
    public void Money_shows_enough_digits_for_any_amount(string usd, string expected)
        => Assert.Equal(expected, Shown.Money(decimal.Parse(usd, CultureInfo.InvariantCulture)));

    [Fact]
    public void Money_unknown_is_a_dash() => Assert.Equal("–", Shown.Money(null));

    [Fact]
    public void Of_counts_in_words()
        => Assert.Equal(("1 call", "1,000 calls"), (Shown.Of(1, "call"), Shown.Of(1000, "call")));

    [Fact]
    public void SafeText_keeps_letters_of_every_script_and_drops_what_moves_the_cursor()
        => Assert.Equal("a b 漢字 é[0m", SafeText.Of("a\tb\r\n漢字\u0007 é\u001b[0m\u2066"));
}
