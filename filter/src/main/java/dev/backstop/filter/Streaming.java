/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Responses whose reader follows along, by their media type: a flush there means now. */
final class Streaming {
    private static final String[] TYPES = {
        "text/event-stream",
        "application/x-ndjson",
        "application/ndjson",
        "application/jsonl",
        "application/json-seq",
        "application/stream+json",
        "application/grpc",
        "multipart/x-mixed-replace",
    };

    private Streaming() {}

    static boolean isAnnouncedBy(HttpServletResponse response) {
        return isStream(response.getContentType());
    }

    static boolean isStream(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        for (String stream : TYPES) {
            // Without a copy in lower case: every page that is flushed comes by here.
            if (contentType.regionMatches(true, 0, stream, 0, stream.length())) {
                return true;
            }
        }
        return false;
    }
}
