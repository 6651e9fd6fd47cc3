/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.app.Patience;
import dev.backstop.demo.origin.Container;
import dev.backstop.demo.origin.Origin;
import dev.backstop.demo.proxy.EmbeddedProxy;
import dev.backstop.demo.proxy.NginxProxy;
import dev.backstop.demo.proxy.ReverseProxy;
import java.nio.file.Files;
import java.nio.file.Path;

/** One shop with a reverse proxy of its own before it. */
record Side(Origin origin, ReverseProxy proxy) implements AutoCloseable {

    static Side open(Container container, boolean guarded, boolean nginx, Path directory) throws Exception {
        Origin origin = container.start(guarded, Files.createTempDirectory(directory, container.id()));
        try {
            ReverseProxy proxy = nginx
                    ? new NginxProxy(origin.port(), Patience.OF_PROXY, Files.createTempDirectory(directory, "nginx"))
                    : new EmbeddedProxy(origin.port(), Patience.OF_PROXY);
            return new Side(origin, proxy);
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
