/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.benchmarks;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a request allocates is the same each time, on a busy machine too, so a test can hold it; times are for the report. */
class AllocationTest {
    private static final int WARM_UPS = 20_000;
    private static final int REQUESTS = 10_000;

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource(value = Page.class, mode = EnumSource.Mode.EXCLUDE, names = "THROWN")
    void aHealthyRequestAllocatesNoMoreThanTheBar(Page page) throws IOException, ServletException {
        long added = bytes(Variant.BACKSTOP, page) - bytes(Variant.BARE, page);

        assertTrue(added <= Verdict.MOST_ADDED_BYTES, () -> page.sentence() + " costs " + added + " B");
    }

    @Test
    void aLargeBodyAllocatesNoMoreThanASmallOne() throws IOException, ServletException {
        assertEquals(bytes(Variant.BACKSTOP, Page.HELLO), bytes(Variant.BACKSTOP, Page.LARGE));
    }

    @Test
    void theBareChainAllocatesNothing() throws IOException, ServletException {
        assertEquals(0, bytes(Variant.BARE, Page.WRITTEN_AND_FLUSHED));
    }

    /** Bytes per request, rounded down: a page or two of compiled code's own are spread over all. */
    private long bytes(Variant variant, Page page) throws IOException, ServletException {
        MemoryServer server = new MemoryServer(variant, page);
        try {
            get(server, WARM_UPS);
            long before = threads.getCurrentThreadAllocatedBytes();
            get(server, REQUESTS);
            return (threads.getCurrentThreadAllocatedBytes() - before) / REQUESTS;
        } finally {
            server.stop();
        }
    }

    private static void get(MemoryServer server, int times) throws IOException, ServletException {
        for (int i = 0; i < times; i++) {
            server.get();
        }
    }
}
