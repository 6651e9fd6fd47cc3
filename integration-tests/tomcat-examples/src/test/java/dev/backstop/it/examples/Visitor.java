/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.examples;

import dev.backstop.it.wire.RawConnection;
import dev.backstop.it.wire.RawRequest;
import dev.backstop.it.wire.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Somebody who comes back with the cookies that he was given. For use by one thread. */
final class Visitor {

    private final int port;
    private final Map<String, String> cookies = new TreeMap<>();
    private final List<RawResponse> responses = new ArrayList<>();

    Visitor(int port) {
        this.port = port;
    }

    Visitor get(String target) throws IOException {
        return send(RawRequest.get(target));
    }

    Visitor post(String target, String fields) throws IOException {
        return send(RawRequest.form(target, fields));
    }

    /** All responses so far, in order. */
    List<RawResponse> responses() {
        return responses;
    }

    private Visitor send(RawRequest request) throws IOException {
        RawResponse response = RawConnection.exchange(port, withCookies(request));
        response.values("Set-Cookie").forEach(this::keep);
        responses.add(response);
        return this;
    }

    private RawRequest withCookies(RawRequest request) {
        if (cookies.isEmpty()) {
            return request;
        }
        List<String> pairs = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .toList();
        return request.with("Cookie", String.join("; ", pairs));
    }

    private void keep(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
    }
}
