# Varnish in front of an application that Backstop guards. Tried with Varnish 7.1.
#
# 127.0.0.1:8080 is the application; visitors come in where -a says. The parameters matter as much as this file: the first
# three let through response headers that the container sends, the last is shorter than the container's idle timeout.
#     varnishd -F -a 127.0.0.1:8000 -f /path/to/varnish.vcl \
#         -p http_resp_hdr_len=16k -p http_resp_size=64k -p http_max_hdr=128 -p workspace_backend=192k -p backend_idle_timeout=4
# The integration tests run this very file, with no more than the addresses replaced.

vcl 4.1;

backend application {
    .host = "127.0.0.1";
    .port = "8080";
    .connect_timeout = 2s;
    # Longer than the application's own deadline, so that the application answers first.
    .first_byte_timeout = 60s;
    .between_bytes_timeout = 60s;
}

sub vcl_backend_response {
    # An answer of the application is passed on as it is. It says no-store, and Varnish must not remember that it did
    # not store it: the next visitor's request is a new one.
    if (beresp.status >= 500) {
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
        return (deliver);
    }
}

# Only for what Varnish has to answer by itself: the application is down, or was killed in mid-sentence.
sub vcl_backend_error {
    set beresp.status = 503;
    set beresp.http.Content-Type = "application/problem+json";
    set beresp.http.Retry-After = "5";
    set beresp.http.Cache-Control = "no-store";
    set beresp.http.Proxy-Status = "varnish; error=destination_unavailable";
    set beresp.body = """{"type":"about:blank","title":"Service Unavailable","status":503,"detail":"The application does not answer. Please try again in a moment."}""";
    return (deliver);
}

# The same, where the application broke off after its first bytes had reached Varnish but not yet the visitor.
sub vcl_synth {
    if (resp.status == 503) {
        set resp.http.Content-Type = "application/problem+json";
        set resp.http.Retry-After = "5";
        set resp.http.Cache-Control = "no-store";
        set resp.http.Proxy-Status = "varnish; error=http_response_incomplete";
        set resp.body = """{"type":"about:blank","title":"Service Unavailable","status":503,"detail":"The application broke off. Please try again in a moment."}""";
        return (deliver);
    }
}
