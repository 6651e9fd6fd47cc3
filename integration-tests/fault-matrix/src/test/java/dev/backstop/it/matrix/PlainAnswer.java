/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.util.ArrayList;
import java.util.List;

/** What any error response owes its reader, whoever wrote it. */
final class PlainAnswer {

    /** Header fields that spoke of the page that was not finished. */
    private static final List<String> STALE = List.of(
            "Content-Encoding",
            "ETag",
            "Last-Modified",
            "Expires",
            "Content-Disposition",
            "Content-Range",
            "Transfer-Encoding",
            "Trailer");

    private PlainAnswer() {}

    static List<String> complaints(FaultCase fault, RawResponse response) {
        List<String> complaints = new ArrayList<>(WireFormat.complaints(response));
        if (!fault.hasStatus(response.status())) {
            complaints.add("status " + response.status());
        }
        if (response.framing() != RawResponse.Framing.NO_BODY && response.body().length == 0) {
            complaints.add("no body");
        }
        if (response.text().contains("Ledger")) {
            complaints.add("half a page in the body");
        }
        if (response.header("Content-Type").isEmpty()) {
            complaints.add("no Content-Type");
        }
        for (String name : STALE) {
            response.header(name).ifPresent(value -> complaints.add("stale " + name + ": " + value));
        }
        if (response.header("Cache-Control").orElse("").contains("public")) {
            complaints.add("cacheable");
        }
        for (String name : fault.kept()) {
            if (response.header(name).isEmpty()) {
                complaints.add(name + " is gone");
            }
        }
        return complaints;
    }
}
