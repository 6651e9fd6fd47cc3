/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import dev.backstop.it.wire.RawResponse;
import java.util.Optional;

/** One request of a load, and what came of it. */
record Visit(LoadRequest request, RawResponse response) {
    /** What is wrong with it for the client. */
    Optional<String> complaint() {
        boolean hasId = response.header("X-Incident-Id").isPresent();
        boolean expectsId = request.answering() == LoadRequest.Answering.BACKSTOP;
        boolean fine = response.isComplete() && response.status() == request.status() && hasId == expectsId;
        return fine ? Optional.empty() : Optional.of(request + ": " + response);
    }
}
