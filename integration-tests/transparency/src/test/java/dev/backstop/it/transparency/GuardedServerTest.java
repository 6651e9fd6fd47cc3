/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.site.Site;
import dev.backstop.it.wire.RawRequest;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What all other tests rest on: one of the two servers is guarded, the other is not, and a difference is seen. */
class GuardedServerTest extends Rule {
    private static final RawRequest PAGE = RawRequest.get("/page");

    GuardedServerTest(Pair servers) {
        super(servers);
    }

    @Test
    void backstopIsBeforeOneOfTheTwo() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            throw new IllegalStateException("expected");
        });

        assertEquals("", String.join("", servers.bare(site, PAGE).values("X-Incident-Id")));
        assertEquals(1, servers.guarded(site, PAGE).values("X-Incident-Id").size());
    }

    @Test
    void aDifferenceIsSeen() {
        Site failing = new Site().page("/page", (request, response) -> {
            throw new IllegalStateException("expected");
        });

        assertThrows(AssertionError.class, () -> servers.same(failing, PAGE));
    }

    @Test
    void aDifferenceThatOnlyThePageSeesIsSeen() {
        Site site = new Site();
        site.page("/page", (request, response) -> site.note("response", response.getClass()));

        assertThrows(AssertionError.class, () -> servers.same(site, PAGE));
    }
}
