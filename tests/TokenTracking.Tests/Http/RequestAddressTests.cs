using TokenTracking.Http;

namespace TokenTracking.Tests.Http;

/// <summary>What an address says is found once, and nothing of it is kept that may be a secret.</summary>
[Collection(nameof(RequestAddressTests))]
public sealed class RequestAddressTests
{
    private const string Chat = "https://kept.example/v1/chat/completions";

    [Fact]
    public void The_same_address_is_read_once_whatever_its_query()
    {
        var first = RequestAddress.Of(HttpMethod.Post, new Uri(Chat));

        Assert.True(first?.IsKept);
        Assert.Same(first, RequestAddress.Of(HttpMethod.Post, new Uri(Chat + "?key=sk-123456789")));
        Assert.Same(first, RequestAddress.Of(HttpMethod.Post, new Uri(Chat + "#part")));
        Assert.Equal(Chat, first?.Url);
    }

    [Theory]
    [InlineData("https://kept.example/v1/chat/completions?key=sk-123456789", "kept.example")]
    [InlineData("https://kept.example:8443/v1/chat/completions", "kept.example:8443")]
    [InlineData("http://127.0.0.1:5000/v1/chat/completions", "127.0.0.1:5000")]
    public void Requests_are_counted_by_host_and_port(string url, string server)
        => Assert.Equal(server, RequestAddress.Of(HttpMethod.Post, new Uri(url))?.Server);

    [Fact]
    public void Addresses_of_which_there_are_too_many_are_forgotten()
    {
        var first = RequestAddress.Of(HttpMethod.Post, new Uri(Chat));
        for (var number = 0; number <= RequestAddress.MostKept; number++)
            RequestAddress.Of(HttpMethod.Post, new Uri($"https://kept{number}.example/v1/chat/completions"));

        Assert.NotSame(first, RequestAddress.Of(HttpMethod.Post, new Uri(Chat)));
    }

    [Fact]
    public void An_address_with_a_password_is_not_kept()
    {
        var address = RequestAddress.Of(HttpMethod.Post, new Uri("https://user:secret@kept.example/v1/chat/completions"));

        Assert.NotNull(address);
        Assert.False(address.IsKept);
        Assert.Equal(Chat, address.Url);
    }

    [Fact]
    public void The_result_of_a_request_has_an_address_of_its_own()
    {
        var address = RequestAddress.Of(HttpMethod.Get, new Uri("https://kept.example/v1/responses/resp_1"));

        Assert.NotNull(address);
        Assert.False(address.IsKept);
    }

    [Theory]
    [InlineData("GET", Chat)]
    [InlineData("DELETE", Chat)]
    [InlineData("POST", "https://kept.example/orders")]
    public void What_costs_nothing_has_none(string method, string url)
    {
        Assert.NotNull(RequestAddress.Of(HttpMethod.Post, new Uri(Chat)));
        Assert.Null(RequestAddress.Of(new HttpMethod(method), new Uri(url)));
    }

    [Fact]
    public void A_relative_address_has_none()
    {
        Assert.Null(RequestAddress.Of(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative)));
        Assert.Null(RequestAddress.Of(HttpMethod.Post, null));
    }
}

/// <summary>The addresses are kept for the process: tests that send requests would have them forgotten in between.</summary>
[CollectionDefinition(nameof(RequestAddressTests), DisableParallelization = true)]
public sealed class KeptAddresses;
