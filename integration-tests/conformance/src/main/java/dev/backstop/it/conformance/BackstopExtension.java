/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.conformance;

import dev.backstop.filter.BackstopFilter;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;

/**
 * Puts the filter before all others of every deployment of this JVM; Undertow finds it on the class path. The tests stay as they are
 * and know nothing of it.
 */
public final class BackstopExtension implements ServletExtension {
    private static final String FILTER_NAME = "backstop";

    /** For Undertow. */
    public BackstopExtension() {}

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addFilter(new FilterInfo(FILTER_NAME, BackstopFilter.class).setAsyncSupported(true));
        for (DispatcherType type : DispatcherType.values()) {
            deployment.insertFilterUrlMapping(0, FILTER_NAME, "/*", type);
        }
    }
}
