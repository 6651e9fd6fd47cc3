/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import dev.backstop.it.wire.RawResponse;
import dev.backstop.it.wire.RawResponse.Framing;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with an answer to a fault, judged on its bytes. */
final class CleanAnswer {

    private final List<String> complaints = new ArrayList<>();

    private CleanAnswer() {}

    /**
     * The complaints, none if it is clean.
     *
     * @param toHead whether it answers a HEAD
     * @param through whether it went through the wrapper of another filter, which may keep the length of a body that does not come
     *     for itself
     */
    static List<String> complaints(Fault fault, RawResponse response, boolean toHead, boolean through) {
        CleanAnswer answer = new CleanAnswer();
        answer.check(response.isComplete(), "it is not complete");
        answer.check(response.status() == fault.status(), "status " + response.status());
        answer.checkHeaders(response);
        answer.checkLength(response, toHead, through);
        String id = response.header("X-Incident-Id").orElse("");
        answer.check(response.values("X-Incident-Id").size() == 1, "ids " + response.values("X-Incident-Id"));
        answer.check(
                toHead || response.text().contains("\"incident\":\"" + id + "\""),
                "the id is not in " + response.text());
        answer.check(!response.text().contains(Fault.SECRET), "the secret is out");
        if (!answer.complaints.isEmpty()) {
            answer.complaints.add(response.toString());
        }
        return answer.complaints;
    }

    private void checkHeaders(RawResponse response) {
        check(
                response.values("Content-Type").equals(List.of("application/problem+json")),
                "type " + response.values("Content-Type"));
        check(
                response.values("Cache-Control").equals(List.of("no-store")),
                "caching " + response.values("Cache-Control"));
        for (String stale : List.of("ETag", "Last-Modified", "Content-Encoding", "Transfer-Encoding")) {
            check(response.header(stale).isEmpty(), stale + " " + response.values(stale));
        }
        check(
                response.header("Retry-After").isPresent() == (response.status() == 503),
                "Retry-After " + response.values("Retry-After"));
    }

    private void checkLength(RawResponse response, boolean toHead, boolean through) {
        List<String> lengths = response.values("Content-Length");
        check(lengths.size() == 1 || (toHead && through && lengths.isEmpty()), "lengths " + lengths);
        check(
                toHead || lengths.equals(List.of(Integer.toString(response.body().length))),
                "length " + lengths + " for " + response.body().length + " bytes");
        check(response.framing() == (toHead ? Framing.NO_BODY : Framing.LENGTH), "framing " + response.framing());
    }

    private void check(boolean holds, String complaint) {
        if (!holds) {
            complaints.add(complaint);
        }
    }
}
