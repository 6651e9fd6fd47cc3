/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.site.Site;
import dev.backstop.it.wire.RawRequest;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A page that never blocks: it writes when the container says that it may, and reads likewise. */
class NonBlockingTest extends Rule {
    private static final String LARGE = Text.of(2_000_000);

    NonBlockingTest(Pair servers) {
        super(servers);
    }

    private static void write(AsyncContext async, byte[] body, int block) throws IOException {
        ServletOutputStream stream = async.getResponse().getOutputStream();
        stream.setWriteListener(new Writing(async, stream, body, block));
    }

    @Test
    void aWriteListenerWritesAllOfALargePage() throws Exception {
        Site site = new Site()
                .page(
                        "/page",
                        (request, response) -> write(
                                request.startAsync(request, response),
                                LARGE.getBytes(StandardCharsets.US_ASCII),
                                100_000));

        assertEquals(LARGE, servers.same(site, "/page").body());
    }

    @Test
    void aWriteListenerWritesASmallPage() throws Exception {
        Site site = new Site()
                .page(
                        "/page",
                        (request, response) ->
                                write(request.startAsync(), "small".getBytes(StandardCharsets.US_ASCII), 5));

        assertEquals("small", servers.same(site, "/page").body());
    }

    @Test
    void aWriteListenerWritesAPageWithItsLength() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            response.setContentLength(LARGE.length());
            write(request.startAsync(), LARGE.getBytes(StandardCharsets.US_ASCII), 8192);
        });

        Exchange exchange = servers.same(site, "/page");

        assertEquals(Integer.toString(LARGE.length()), exchange.header("Content-Length"));
        assertEquals(LARGE, exchange.body());
    }

    @Test
    void aWriteListenerIsRefusedWithoutAsync() throws Exception {
        Site site = new Site();
        site.page("/page", (request, response) -> {
            ServletOutputStream stream = response.getOutputStream();
            site.noteWhetherRefused("listener", () -> stream.setWriteListener(new Idle()));
        });

        assertEquals("listener: refused", servers.same(site, "/page").notes().get(0));
    }

    @Test
    void aReadListenerReadsAllOfALargeBody() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            AsyncContext async = request.startAsync(request, response);
            ServletInputStream in = request.getInputStream();
            in.setReadListener(new Echo(async, in));
        });

        Exchange exchange = servers.same(site, RawRequest.of("POST", "/page").body(LARGE));

        assertEquals(LARGE, exchange.body());
    }

    @Test
    void aReadListenerReadsABodyInChunks() throws Exception {
        Site site = new Site().page("/page", (request, response) -> {
            AsyncContext async = request.startAsync();
            ServletInputStream in = request.getInputStream();
            in.setReadListener(new Echo(async, in));
        });

        Exchange exchange = servers.same(
                site, RawRequest.of("POST", "/page").chunkedBody("chunks".getBytes(StandardCharsets.US_ASCII)));

        assertEquals("chunks", exchange.body());
    }

    private static final class Writing implements WriteListener {
        private final AsyncContext async;
        private final ServletOutputStream stream;
        private final byte[] body;
        private final int block;
        private int written;

        Writing(AsyncContext async, ServletOutputStream stream, byte[] body, int block) {
            this.async = async;
            this.stream = stream;
            this.body = body;
            this.block = block;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (stream.isReady()) {
                if (written == body.length) {
                    async.complete();
                    return;
                }
                int length = Math.min(block, body.length - written);
                stream.write(body, written, length);
                written += length;
            }
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }

    private static final class Idle implements WriteListener {
        @Override
        public void onWritePossible() {}

        @Override
        public void onError(Throwable failure) {}
    }

    /** Answers with what it read. */
    private static final class Echo implements ReadListener {
        private final AsyncContext async;
        private final ServletInputStream in;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Echo(AsyncContext async, ServletInputStream in) {
            this.async = async;
            this.in = in;
        }

        @Override
        public void onDataAvailable() throws IOException {
            byte[] block = new byte[10_000];
            while (in.isReady() && !in.isFinished()) {
                int length = in.read(block);
                if (length > 0) {
                    body.write(block, 0, length);
                }
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            write(async, body.toByteArray(), 50_000);
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }
}
