/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import dev.backstop.it.wire.RawRequest;
import dev.backstop.it.wire.RawResponse;
import java.time.Duration;

/** The application that is guarded, and the same without. */
interface Twins {
    /** The guarded one's deadline for what hangs or is slow. */
    Duration DEADLINE = Duration.ofSeconds(2);

    Bookshop guarded();

    Bookshop bare();

    /** What both answer. */
    record Answers(RawResponse bare, RawResponse guarded) {}

    default Answers exchange(RawRequest request) throws Throwable {
        var bare = AtOnce.begin(() -> bare().exchange(request));
        RawResponse guarded = guarded().exchange(request);
        return new Answers(AtOnce.await(bare), guarded);
    }
}
