using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TokenTracking.Tests.DependencyInjection;

/// <summary>What an application's configuration says of tracking.</summary>
public sealed class ConfiguredOptionsTests
{
    [Theory]
    [InlineData(null, 50L)]
    [InlineData("200000", 200_000L)]
    [InlineData("0", 0L)]
    [InlineData("never", null)]
    [InlineData("", null)]
    public async Task The_limit_of_the_line_for_large_calls_is_a_setting(string? setting, long? limit)
    {
        await using var services = Services(setting);

        services.GetRequiredService<TokenTracker>();

        Assert.Equal(limit, services.GetRequiredService<TokenTrackingOptions>().LogCallsAboveTokens);
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public async Task A_limit_that_is_no_number_is_a_clear_error(string setting)
    {
        await using var services = Services(setting);

        var exception = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<TokenTracker>());

        Assert.Equal(
            $"The setting 'TokenTracking:LogCallsAboveTokens' is '{setting}'. It must be a number of tokens, or 'never'.",
            exception.Message);
    }

    [Fact]
    public async Task Without_a_configuration_the_code_decides()
    {
        await using var services = new ServiceCollection()
            .AddTokenTracking(static tracking => tracking.Options.LogCallsAboveTokens = 7).BuildServiceProvider();

        services.GetRequiredService<TokenTracker>();

        Assert.Equal(7, services.GetRequiredService<TokenTrackingOptions>().LogCallsAboveTokens);
    }

    private static ServiceProvider Services(string? setting) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("TokenTracking:LogCallsAboveTokens", setting)]).Build())
        .AddTokenTracking(static tracking => tracking.Options.LogCallsAboveTokens = 50)
        .BuildServiceProvider();
}
