/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty's reverse proxy, set up to treat an origin as nginx does. */
public final class EmbeddedProxy implements ReverseProxy {

    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    /**
     * Starts a proxy before an origin.
     *
     * @param originPort where the origin listens
     * @param readTimeout how long the origin may be silent before the client gets a 504
     */
    public EmbeddedProxy(int originPort, Duration readTimeout) throws Exception {
        connector()
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setSendServerVersion(false);
        server.setHandler(new GatewayHandler(
                request -> HttpURI.build(request.getHttpURI()).scheme("http").authority("127.0.0.1", originPort),
                readTimeout));
        server.start();
    }

    private ServerConnector connector() {
        return (ServerConnector) server.getConnectors()[0];
    }

    @Override
    public int port() {
        return connector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the proxy does not stop", e);
        }
    }
}
