/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.matrix.RawResponse.Afterwards;
import dev.backstop.it.matrix.RawResponse.Framing;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What RFC 9110 and 9112 ask of every response, and every proxy of its origin. */
final class WireFormat {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
    private static final int GZIP_MAGIC = 0x1f8b;

    private final RawResponse response;
    private final List<String> complaints = new ArrayList<>();

    private WireFormat(RawResponse response) {
        this.response = response;
    }

    static List<String> complaints(RawResponse response) {
        WireFormat format = new WireFormat(response);
        format.checkStatusLine();
        format.checkFields();
        format.checkFraming();
        format.checkEncoding();
        format.checkConnection();
        return format.complaints;
    }

    private void checkStatusLine() {
        if (!response.statusLine().matches("HTTP/1\\.1 [2-5]\\d\\d( .*)?")) {
            complaints.add("status line " + response.statusLine());
        }
    }

    private void checkFields() {
        for (Header header : response.headers()) {
            if (!TOKEN.matcher(header.name()).matches()) {
                complaints.add("a field named \"" + header.name() + '"');
            }
            if (CONTROL.matcher(header.value()).find()) {
                complaints.add("a control character in " + header.name());
            }
        }
    }

    private void checkFraming() {
        List<String> lengths = response.values("Content-Length");
        List<String> codings = response.values("Transfer-Encoding");
        if (lengths.size() + codings.size() > 1) {
            complaints.add("Content-Length " + lengths + " and Transfer-Encoding " + codings);
        }
        if (!lengths.stream().allMatch(length -> length.matches("\\d+"))) {
            complaints.add("Content-Length " + lengths);
        }
        if (!codings.stream().allMatch("chunked"::equalsIgnoreCase)) {
            complaints.add("Transfer-Encoding " + codings);
        }
        if (response.status() == 204 && !(lengths.isEmpty() && codings.isEmpty())) {
            complaints.add("a body announced under status 204");
        }
        if (response.framing() == Framing.UNTIL_CLOSE && !response.closesConnection()) {
            complaints.add("nothing tells where the body ends");
        }
    }

    /** A label that does not fit makes a browser show nothing at all. */
    private void checkEncoding() {
        byte[] body = response.body();
        boolean gzip = response.header("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
        if (gzip && body.length > 1 && (((body[0] & 0xff) << 8) | (body[1] & 0xff)) != GZIP_MAGIC) {
            complaints.add("Content-Encoding: gzip over a plain body");
        }
    }

    private void checkConnection() {
        if (!response.values("Connection").stream().allMatch(value -> value.matches("(?i)close|keep-alive"))) {
            complaints.add("Connection " + response.values("Connection"));
        }
        // A server may name its own time-out, but only a gateway's application would name a quarter of an hour.
        if (response.values("Keep-Alive").stream().anyMatch(value -> value.contains("999"))) {
            complaints.add("Keep-Alive " + response.values("Keep-Alive"));
        }
        if (response.header("Upgrade").isPresent()) {
            complaints.add("Upgrade");
        }
        if (response.afterwards() == Afterwards.OUT_OF_STEP) {
            complaints.add("the connection is out of step");
        }
        if (response.afterwards() == Afterwards.STUCK) {
            complaints.add("the connection stays open and serves nobody");
        }
    }
}
