/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

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

    @Override
    public boolean isRefusal(Throwable throwable) {
        return false;
    }

    @Override
    public boolean breakOff(HttpServletResponse response) {
        return false;
    }

    @Override
    public Draining draining() {
        return Draining.BLOCKING;
    }

    @Override
    public boolean hasBodyArrived(HttpServletRequest request) {
        return false;
    }

    @Override
    public boolean enlargesBuffersCheaply() {
        return true;
    }
}
