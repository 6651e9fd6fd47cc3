/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import dev.backstop.it.wire.Header;
import dev.backstop.it.wire.RawResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** What Backstop has changed in a response. */
final class Difference {
    /** Differs between any two responses, or says how the body is framed, which may change from chunks to a length. */
    private static final Set<String> INCIDENTAL = Set.of("date", "transfer-encoding", "content-length", "keep-alive");

    /** What tells of compression. */
    private static final Set<String> CODING = Set.of("content-encoding", "vary", "etag");

    /** As {@code server.compression.min-response-size} says. */
    private static final int SMALLEST_COMPRESSED = 2048;

    private Difference() {}

    /** Empty if they are the same, but for the header fields that are told. */
    static List<String> between(RawResponse bare, RawResponse guarded, String... addedFields) {
        List<String> differences = new ArrayList<>();
        compare("status line", bare.statusLine(), guarded.statusLine(), differences);
        compare("ending", bare.ending(), guarded.ending(), differences);
        String body = body(bare);
        compare("body", body, body(guarded), differences);
        List<String> expected = new ArrayList<>(fields(bare, body.length()));
        for (String field : addedFields) {
            if (!expected.contains(field)) {
                expected.add(field);
            }
        }
        compare("headers", expected.stream().sorted().toList(), fields(guarded, body.length()), differences);
        return differences;
    }

    private static void compare(String what, Object bare, Object guarded, List<String> differences) {
        if (!bare.equals(guarded)) {
            differences.add(what + " was " + bare + ", became " + guarded);
        }
    }

    /** Without its time, where it is Spring Boot's error. */
    private static String body(RawResponse response) {
        byte[] body = response.body();
        if (response.header("Content-Encoding").orElse("").equals("gzip") && body.length > 0) {
            try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = plain.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(response.toString(), e);
            }
        }
        return new String(body, StandardCharsets.ISO_8859_1)
                .replaceAll("\"timestamp\":\"[^\"]*\"", "")
                .replaceAll("<div id='created'>[^<]*</div>", "");
    }

    private static List<String> fields(RawResponse response, int bodyLength) {
        return response.headers().stream()
                .filter(header -> !INCIDENTAL.contains(lowerCase(header)))
                // A flush that is held makes the length known, and the container compresses no small bodies of known
                // length.
                .filter(header -> bodyLength >= SMALLEST_COMPRESSED || !CODING.contains(lowerCase(header)))
                .map(header ->
                        lowerCase(header) + ": " + header.value().replaceAll("JSESSIONID=[^;]*", "JSESSIONID=..."))
                .sorted()
                .toList();
    }

    private static String lowerCase(Header header) {
        return header.name().toLowerCase(Locale.ROOT);
    }
}
