/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import dev.backstop.demo.proxy.EmbeddedProxy;
import dev.backstop.demo.proxy.NginxProxy;
import dev.backstop.demo.proxy.ReverseProxy;
import dev.backstop.filter.BackstopFilter;
import dev.backstop.shop.Patience;
import dev.backstop.shop.origin.Container;
import dev.backstop.shop.origin.FilterDeclaration;
import dev.backstop.shop.origin.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One shop with a reverse proxy of its own before it. */
record Side(Origin origin, ReverseProxy proxy) implements AutoCloseable {

    static Side open(Container container, boolean guarded, boolean nginx, Path directory) throws Exception {
        FilterDeclaration filter = new FilterDeclaration(
                "backstop", new BackstopFilter(), Map.of("backstop.deadline", Patience.OF_BACKSTOP.toString()));
        Origin origin = container.start(
                guarded ? List.of(filter) : List.of(), Files.createTempDirectory(directory, container.id()));
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
