/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.site.Page;
import dev.backstop.it.transparency.site.Site;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Taking the writer decides on the character encoding, and puts it into the Content-Type. */
class CharsetTest extends Rule {
    private static final String EURO = "42 \u20ac, \u00fcberpr\u00fcft";

    CharsetTest(Pair servers) {
        super(servers);
    }

    private Exchange get(Page page) throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            page.serve(request, response);
            site.note("type", response.getContentType());
            site.note("encoding", response.getCharacterEncoding());
        });
        return servers.same(site, "/page");
    }

    private static String lowerCase(Exchange exchange) {
        return exchange.header("Content-Type").toLowerCase(Locale.ROOT).replace(" ", "");
    }

    private static void print(HttpServletResponse response) throws IOException {
        response.getWriter().print(EURO);
    }

    @Test
    void theWriterPutsTheContainersDefaultIntoTheContentType() throws Exception {
        Exchange exchange = get((request, response) -> {
            response.setContentType("text/html");
            print(response);
        });

        assertTrue(lowerCase(exchange).startsWith("text/html;charset="), lowerCase(exchange));
    }

    @Test
    void aPageWithoutTypeKeepsWhatTheContainerMakesOfIt() throws Exception {
        assertEquals(200, get((request, response) -> print(response)).status());
    }

    @Test
    void theEncodingOfTheContentTypeIsUsed() throws Exception {
        Exchange exchange = get((request, response) -> {
            response.setContentType("text/html;charset=utf-8");
            print(response);
        });

        assertEquals("text/html;charset=utf-8", lowerCase(exchange));
    }

    @Test
    void theEncodingOfAContentTypeThatIsSetAsAHeaderIsUsed() throws Exception {
        Exchange exchange = get((request, response) -> {
            response.setHeader("Content-Type", "text/html; charset=iso-8859-15");
            print(response);
        });

        assertEquals("text/html;charset=iso-8859-15", lowerCase(exchange));
    }

    @Test
    void anEncodingThatIsSetByItselfIsUsed() throws Exception {
        Exchange exchange = get((request, response) -> {
            response.setCharacterEncoding("utf-8");
            response.setContentType("text/html");
            print(response);
        });

        assertEquals("text/html;charset=utf-8", lowerCase(exchange));
    }

    @Test
    void theEncodingOfALocaleIsWhatTheContainerMakesOfIt() throws Exception {
        Exchange exchange = get((request, response) -> {
            response.setLocale(Locale.JAPAN);
            response.setContentType("text/html");
            print(response);
        });

        assertEquals("ja-JP", exchange.header("Content-Language"));
    }

    @Test
    void afterTheWriterTheEncodingStaysAndTheTypeMayChange() throws Exception {
        Exchange exchange = get((request, response) -> {
            response.setContentType("text/html;charset=utf-8");
            response.getWriter();
            response.setCharacterEncoding("iso-8859-15");
            response.setContentType("text/plain;charset=iso-8859-15");
            response.setLocale(Locale.JAPAN);
            print(response);
        });

        assertEquals("text/plain;charset=utf-8", lowerCase(exchange));
    }

    @Test
    void aStreamLeavesTheContentTypeAsItIs() throws Exception {
        Exchange exchange = get((request, response) -> {
            response.setContentType("text/html");
            response.getOutputStream().print("page");
        });

        assertEquals("text/html", lowerCase(exchange));
    }

    @Test
    void aTypeWithoutCharsetKeepsWhatTheContainerMakesOfIt() throws Exception {
        Exchange exchange = get((request, response) -> {
            response.setContentType("application/json");
            print(response);
        });

        assertEquals("application/json", lowerCase(exchange).split(";", 2)[0]);
    }

    @Test
    void anEncodingThatDoesNotExistIsRefusedAsByTheContainer() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.setContentType("text/html");
            try {
                response.setCharacterEncoding("no-such-charset");
                response.getWriter();
                site.note("encoding", "allowed");
            } catch (IOException | RuntimeException e) {
                site.note("encoding", e.getClass());
            }
        });

        assertEquals(1, servers.same(site, "/page").notes().size());
    }
}
