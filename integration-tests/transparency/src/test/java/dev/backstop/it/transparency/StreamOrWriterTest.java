/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.server.Container;
import dev.backstop.it.transparency.site.Site;
import jakarta.servlet.ServletOutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A page has a stream or a writer, always the same one, and they take what the container's take. */
class StreamOrWriterTest extends Rule {
    StreamOrWriterTest(Pair servers) {
        super(servers);
    }

    @Test
    void aStreamIsRefusedAfterAWriter() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.getWriter().print("page");
            site.noteWhetherRefused("stream", response::getOutputStream);
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals("page", exchange.body());
        assertEquals(List.of("stream: refused"), exchange.notes());
    }

    @Test
    void aWriterIsRefusedAfterAStream() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.getOutputStream().print("page");
            site.noteWhetherRefused("writer", response::getWriter);
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals("page", exchange.body());
        assertEquals(List.of("writer: refused"), exchange.notes());
    }

    @SuppressWarnings("ReferenceEquality") // The same, not equal ones.
    @Test
    void itIsAlwaysTheSameOne() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            PrintWriter writer = response.getWriter();
            site.note("same writer", response.getWriter() == writer);
            writer.print("page");
        });
        site.page("/page/stream", (request, response) -> {
            ServletOutputStream stream = response.getOutputStream();
            site.note("same stream", response.getOutputStream() == stream);
            stream.print("page");
        });

        assertEquals(List.of("same writer: true"), servers.same(site, "/page").notes());
        assertEquals(
                List.of("same stream: true"), servers.same(site, "/page/stream").notes());
    }

    @Test
    void everyMethodOfAStreamWritesWhatTheContainersWrites() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            var stream = response.getOutputStream();
            stream.write('a');
            stream.write(new byte[] {'b', 'c'});
            stream.write(new byte[] {'-', 'd', '-'}, 1, 1);
            stream.print(true);
            stream.print('e');
            stream.print(1);
            stream.print(2L);
            stream.print(3.5f);
            stream.print(4.5d);
            stream.print("text \u00fc");
            stream.println();
            stream.println(false);
            stream.println('f');
            stream.println(5);
            stream.println(6L);
            stream.println(7.5f);
            stream.println(8.5d);
            stream.println("line");
        });

        assertEquals(
                "abcdtruee123.54.5text \u00fc\r\nfalse\r\nf\r\n5\r\n6\r\n7.5\r\n8.5\r\nline\r\n",
                servers.same(site, "/page").body());
    }

    @Test
    void everyMethodOfAWriterWritesWhatTheContainersWrites() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.setContentType("text/plain;charset=iso-8859-1");
            var writer = response.getWriter();
            writer.write('a');
            writer.write(new char[] {'b', 'c'});
            writer.write(new char[] {'-', 'd', '-'}, 1, 1);
            writer.write("ef");
            writer.write("-g-", 1, 1);
            writer.append('h').append("ij").append("-k-", 1, 2).append(null);
            writer.print(true);
            writer.print('l');
            writer.print(1);
            writer.print(2L);
            writer.print(3.5f);
            writer.print(4.5d);
            writer.print(new char[] {'m', 'n'});
            writer.print((String) null);
            writer.print((Object) null);
            writer.print(List.of(9));
            writer.printf("%s", "o");
            writer.printf(Locale.GERMANY, "%.1f", 0.5);
            writer.format("%d", 6);
            writer.println();
            writer.println(false);
            writer.println('p');
            writer.println(5);
            writer.println(6L);
            writer.println(7.5f);
            writer.println(8.5d);
            writer.println(new char[] {'q'});
            writer.println("line \u00fc");
            writer.println(List.of(10));
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals(
                "abcdefghijknulltruel123.54.5mnnullnull[9]o0,56",
                exchange.body().lines().findFirst().orElseThrow());
    }

    @Test
    void nullIsTakenOrRefusedAsByTheContainers() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            try {
                response.getWriter().write((String) null);
                site.note("null", "allowed");
            } catch (NullPointerException e) {
                site.note("null", "refused");
            }
        });

        assertEquals(1, servers.same(site, "/page").notes().size());
    }

    @Test
    @OpenDifference(in = Container.UNDERTOW, what = "checkError is false after a write to a writer that is closed")
    void aClosedStreamTakesOrRefusesMoreAsTheContainersDoes() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            response.getWriter().print("page");
            response.getWriter().close();
            response.getWriter().print("more");
            site.note("error", response.getWriter().checkError());
            site.note("committed", response.isCommitted());
        });

        Exchange exchange = servers.sameButForFraming(site, "/page");

        assertEquals("page", exchange.body());
    }
}
