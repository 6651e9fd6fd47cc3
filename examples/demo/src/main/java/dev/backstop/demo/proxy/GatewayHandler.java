/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.proxy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Jetty's reverse proxy with the three habits of nginx that matter here: its bare error pages, its limit on the
 * origin's header, and that it breaks off the client's connection when the origin's response breaks off.
 */
final class GatewayHandler extends ProxyHandler.Reverse {

    /** nginx: {@code proxy_buffer_size}, one page of memory. */
    private static final int HEADER_BYTES = 4096;

    private final Duration readTimeout;

    GatewayHandler(Function<Request, HttpURI> rewriter, Duration readTimeout) {
        super(rewriter);
        this.readTimeout = readTimeout;
    }

    @Override
    protected void configureHttpClient(HttpClient httpClient) {
        super.configureHttpClient(httpClient);
        httpClient.setMaxResponseHeadersSize(HEADER_BYTES);
        httpClient.setIdleTimeout(readTimeout.toMillis());
        httpClient.setConnectTimeout(readTimeout.toMillis());
    }

    @Override
    protected void sendProxyToServerRequest(
            Request clientToProxyRequest,
            org.eclipse.jetty.client.Request proxyToServerRequest,
            Response proxyToClientResponse,
            Callback proxyToClientCallback) {
        proxyToServerRequest.idleTimeout(readTimeout.toMillis(), TimeUnit.MILLISECONDS);
        super.sendProxyToServerRequest(
                clientToProxyRequest, proxyToServerRequest, proxyToClientResponse, proxyToClientCallback);
    }

    @Override
    protected void onServerToProxyResponseFailure(
            Request clientToProxyRequest,
            org.eclipse.jetty.client.Request proxyToServerRequest,
            org.eclipse.jetty.client.Response serverToProxyResponse,
            Response proxyToClientResponse,
            Callback proxyToClientCallback,
            Throwable failure) {
        if (proxyToClientResponse.isCommitted()) {
            proxyToClientCallback.failed(failure);
            return;
        }
        int status = failure instanceof TimeoutException ? HttpStatus.GATEWAY_TIMEOUT_504 : HttpStatus.BAD_GATEWAY_502;
        proxyToClientResponse.reset();
        proxyToClientResponse.setStatus(status);
        proxyToClientResponse.getHeaders().put(ReverseProxy.MADE_BY, "proxy");
        proxyToClientResponse.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html");
        Content.Sink.write(proxyToClientResponse, true, page(status), proxyToClientCallback);
    }

    private static String page(int status) {
        String title = status == HttpStatus.GATEWAY_TIMEOUT_504 ? "504 Gateway Time-out" : "502 Bad Gateway";
        return """
                <html>
                <head><title>%1$s</title></head>
                <body>
                <center><h1>%1$s</h1></center>
                <hr><center>reverse proxy</center>
                </body>
                </html>
                """.formatted(title);
    }
}
