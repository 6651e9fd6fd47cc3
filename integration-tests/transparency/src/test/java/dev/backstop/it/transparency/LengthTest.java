/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.server.Container;
import dev.backstop.it.transparency.site.Site;
import dev.backstop.it.wire.RawRequest;
import dev.backstop.it.wire.RawResponse.Framing;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A page arrives with the length that it says or that its container gives it. 8 KiB is the buffer of most. */
class LengthTest extends Rule {
    LengthTest(Pair servers) {
        super(servers);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 16_384, 20_000, 32_768, 32_769, 65_536, 200_000})
    void ofAStreamThatSaysIt(int length) throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.setContentLength(length);
            response.getOutputStream().write(Text.of(length).getBytes(StandardCharsets.US_ASCII));
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals(Integer.toString(length), exchange.header("Content-Length"));
        assertEquals(Text.of(length), exchange.body());
    }

    @ParameterizedTest
    @ValueSource(ints = {8191, 8192, 8193, 200_000})
    void ofAWriterThatSaysIt(int length) throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.setContentLengthLong(length);
            response.getWriter().print(Text.of(length));
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals(Integer.toString(length), exchange.header("Content-Length"));
        assertEquals(Text.of(length), exchange.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "content-length"})
    void ofAPageThatSaysItInAHeader(String name) throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.setHeader(name, "4");
            response.getOutputStream().print("page");
        });
        Site withNumber = new Site().page("/page", (request, response) -> {
            response.setIntHeader(name, 4);
            response.getOutputStream().print("page");
        });

        assertEquals("page", servers.same(site, "/page").body());
        assertEquals("page", servers.same(withNumber, "/page").body());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 100_000, 200_000})
    void ofAPageThatDoesNotSayIt(int length) throws Exception {
        Site site = new Site()
                .page("/page", (request, response) -> response.getOutputStream().print(Text.of(length)));

        assertEquals(Text.of(length), servers.same(site, "/page").body());
    }

    /** What the enlarged buffer is seen by: not even a client that minds chunks can mind a length. */
    @Test
    void ofAPageThatFitsTheEnlargedBufferOnlyComesInPlaceOfChunks() throws Exception {
        Site site = new Site()
                .page("/page", (request, response) -> response.getOutputStream().print(Text.of(30_000)));

        Exchange exchange = servers.sameButForFraming(site, "/page");

        // Jetty's is as large by itself, but not for one large write; Undertow's is enlarged only where it is asked
        // for.
        boolean enlarged = servers.container() == Container.TOMCAT_10 || servers.container() == Container.TOMCAT_11;
        Framing expected = enlarged ? Framing.LENGTH : Framing.CHUNKED;
        assertEquals(expected, exchange.response().framing());
        assertEquals(Text.of(30_000), exchange.body());
    }

    @Test
    void ofAPageThatIsFlushedAtItsEndComesInPlaceOfChunks() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.getOutputStream().print("page");
            response.flushBuffer();
        });

        Exchange exchange = servers.sameButForFraming(site, "/page");

        assertEquals("page", exchange.body());
        assertEquals("4", exchange.header("Content-Length"));
    }

    @Test
    void ofAResponseToHeadIsThatOfThePage() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.setContentLength(8192);
            response.getOutputStream().print(Text.of(8192));
        });

        Exchange exchange = servers.same(site, RawRequest.of("HEAD", "/page"));

        assertEquals("8192", exchange.header("Content-Length"));
        assertEquals("", exchange.body());
    }

    @Test
    void ofAStaticFileAndAPartOfItIsTheFiles() throws Exception {
        RawRequest file = RawRequest.get(Pair.LARGE_FILE);

        assertEquals("300000", servers.same(new Site(), file).header("Content-Length"));
        assertEquals(
                Text.of(300_000).substring(100, 200),
                servers.same(new Site(), file.with("Range", "bytes=100-199")).body());
        assertEquals(
                304,
                servers.same(new Site(), file.with("If-Modified-Since", "Fri, 02 Jan 2026 03:04:05 GMT"))
                        .status());
    }

    @Test
    void ofAPartOfASmallStaticFileIsThePartsOwn() throws Exception {
        Exchange exchange =
                servers.same(new Site(), RawRequest.get(Pair.STATIC_PAGE).with("Range", "bytes=2-8"));

        assertEquals("7", exchange.header("Content-Length"));
        assertEquals("doctype", exchange.body());
    }

    @Test
    void isNotNeededInHttp10() throws Exception {
        Site site = new Site()
                .page("/page", (request, response) -> response.getOutputStream().print(Text.of(100_000)));

        Exchange exchange = servers.same(site, RawRequest.get("/page").http10());

        assertEquals(Text.of(100_000), exchange.body());
        assertEquals(Framing.UNTIL_CLOSE, exchange.response().framing());
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void isNoneWhereThereIsNoBody(int status) throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.setStatus(status);
            response.setHeader("ETag", "\"1\"");
        });

        assertEquals(status, servers.same(site, "/page").status());
    }
}
