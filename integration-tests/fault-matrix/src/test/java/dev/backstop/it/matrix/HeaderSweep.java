/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.webapp.HeaderBlockServlet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Header blocks that grow beyond what a proxy takes.
 *
 * @param proxy as the setting names it
 * @param what grows
 * @param first the last size that must still arrive
 * @param last one that the proxy itself does not take
 */
record HeaderSweep(Route route, String proxy, String what, int first, int last, int step, IntFunction<Block> block) {

    /** So many fields, each with a value of so many bytes. */
    record Block(int fields, int size) {
        FaultCase row() {
            return FaultCase.large(
                    "header-block",
                    RawRequest.get("/header-block?fields=" + fields + "&size=" + size),
                    HeaderBlockServlet.intent(fields, size));
        }
    }

    List<Block> blocks() {
        return IntStream.iterate(first, size -> size <= last, size -> size + step)
                .mapToObj(block)
                .toList();
    }

    @Override
    public String toString() {
        return proxy + ' ' + what;
    }
}
