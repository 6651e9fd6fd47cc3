/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.boot;

import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Service;
import org.springframework.web.context.request.async.DeferredResult;

/** What Spring has run by a thread of its own. */
@Service
@EnableAsync
public class AsyncService {
    /** Never answers. */
    @Async
    public void answer(DeferredResult<String> result) {
        if (!result.hasResult()) {
            throw new IllegalStateException("secret of the service");
        }
    }
}
