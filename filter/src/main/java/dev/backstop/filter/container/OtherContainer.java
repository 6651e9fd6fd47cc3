/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.container;

import jakarta.servlet.ServletContext;

/** A container that nothing special is known of: error pages as the descriptors have them, the rest as the Servlet API. */
final class OtherContainer implements Container {
    private final ErrorPageDescriptors descriptors;

    OtherContainer(ServletContext context) {
        this.descriptors = new ErrorPageDescriptors(context);
    }

    @Override
    public boolean hasErrorPage(int status) {
        return descriptors.has(status);
    }

    @Override
    public boolean hasErrorPage(Throwable throwable) {
        return descriptors.has(throwable);
    }
}
