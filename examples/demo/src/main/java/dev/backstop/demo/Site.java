/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.proxy.EmbeddedProxy;
import dev.backstop.demo.proxy.NginxProxy;
import dev.backstop.demo.proxy.ReverseProxy;
import dev.backstop.shop.Patience;
import dev.backstop.shop.origin.Container;
import dev.backstop.shop.origin.Origin;

/** One shop with a reverse proxy of its own before it. */
record Site(Origin origin, ReverseProxy proxy) implements AutoCloseable {

    static Site open(Side side, Container container, Surroundings surroundings) throws Exception {
        Origin origin = side.start(container, surroundings.newDirectory(container.id()), surroundings.log());
        try {
            ReverseProxy proxy = surroundings.nginx()
                    ? new NginxProxy(origin.port(), Patience.OF_PROXY, surroundings.newDirectory("nginx"))
                    : new EmbeddedProxy(origin.port(), Patience.OF_PROXY);
            return new Site(origin, proxy);
        } catch (Exception e) {
            origin.close();
            throw e;
        }
    }

    @Override
    public void close() {
        proxy.close();
        origin.close();
    }
}
