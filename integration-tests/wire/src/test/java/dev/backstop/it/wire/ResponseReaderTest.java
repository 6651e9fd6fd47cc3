/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.wire;

import dev.backstop.it.wire.RawResponse.Ending;
import dev.backstop.it.wire.RawResponse.Framing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A test that compares responses is worth as much as its reader. */
class ResponseReaderTest {
    private static final String CHUNKED_HEAD = "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n";

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static RawResponse read(String text) {
        return new ResponseReader(stream(text)).read(false);
    }

    private static RawResponse readThenFail(String text, IOException failure) {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw failure;
            }
        };
        return new ResponseReader(new SequenceInputStream(stream(text), failing)).read(false);
    }

    @Test
    void aLengthFramesTheBody() {
        RawResponse response = read("HTTP/1.1 200 OK\nContent-Length: 3\n\nabcHTTP/1.1 404");

        assertEquals(200, response.status());
        assertEquals("abc", response.text());
        assertEquals(Framing.LENGTH, response.framing());
        assertEquals(Ending.COMPLETE, response.ending());
    }

    @Test
    void aBodyShorterThanItsLengthIsCut() {
        assertEquals(
                Ending.CUT, read("HTTP/1.1 200 OK\nContent-Length: 4\n\nabc").ending());
    }

    @Test
    void chunksAreJoinedAndTrailersKept() {
        RawResponse response = read(CHUNKED_HEAD + "2\nab\n1;x=y\nc\n0\nX-Sum: 7\n\n");

        assertEquals("abc", response.text());
        assertEquals(List.of(new Header("X-Sum", "7")), response.trailers());
        assertEquals(Framing.CHUNKED, response.framing());
        assertEquals(Ending.COMPLETE, response.ending());
    }

    @Test
    void chunksWithoutALastOneAreCut() {
        RawResponse response = read(CHUNKED_HEAD + "2\nab\n");

        assertEquals("ab", response.text());
        assertEquals(Ending.CUT, response.ending());
    }

    @Test
    void withoutFramingTheBodyEndsWithTheConnection() {
        RawResponse response = read("HTTP/1.1 200 OK\n\nabc");

        assertEquals("abc", response.text());
        assertEquals(Framing.UNTIL_CLOSE, response.framing());
        assertEquals(Ending.COMPLETE, response.ending());
    }

    @Test
    void aResponseToHeadHasNoBodyWhateverItsLengthSays() {
        RawResponse response = new ResponseReader(stream("HTTP/1.1 200 OK\nContent-Length: 4\n\n")).read(true);

        assertEquals(Framing.NO_BODY, response.framing());
        assertEquals(Ending.COMPLETE, response.ending());
    }

    @Test
    void interimResponsesAreKeptApart() {
        RawResponse response = read("HTTP/1.1 100 \n\nHTTP/1.1 204 \n\n");

        assertEquals(List.of("HTTP/1.1 100 "), response.interim());
        assertEquals(204, response.status());
        assertEquals(Framing.NO_BODY, response.framing());
    }

    @Test
    void aSwitchOfProtocolsIsTheResponse() {
        assertEquals(101, read("HTTP/1.1 101 \nUpgrade: websocket\n\n").status());
    }

    @Test
    void headersStayInOrderAndAsTheyWereWritten() {
        RawResponse response = read("HTTP/1.1 204 No\nx-B: 1\nA: 2 \nX-b: 3\n\n");

        assertEquals(List.of(new Header("x-B", "1"), new Header("A", "2"), new Header("X-b", "3")), response.headers());
        assertEquals(List.of("1", "3"), response.values("X-B"));
    }

    @Test
    void aResetAndSilenceAreNoEnds() {
        String half = "HTTP/1.1 200 OK\nContent-Length: 4\n\nabc";

        assertEquals(
                Ending.RESET, readThenFail(half, new SocketException("reset")).ending());
        assertEquals(
                Ending.SILENCE,
                readThenFail(half, new SocketTimeoutException("silence")).ending());
    }

    @Test
    void nothingIsNoResponse() {
        RawResponse response = read("");

        assertEquals(0, response.status());
        assertEquals(Ending.CUT, response.ending());
    }
}
