/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The servlet side: the filter, the guarded response, and the one place that writes an answer.
 *
 * <p>Loaded by the web application's class loader (or by a child of the container's). May import the Servlet API, SLF4J
 * and the packages below this one; only {@code dev.backstop.filter.spring} may import Spring.
 *
 * <p>{@link java.lang.Throwable} is caught in five classes of this package and nowhere else: in {@code init} of
 * {@link dev.backstop.filter.BackstopFilter}, around the chain and the application's asynchronous work in {@code Guard},
 * around Backstop's own work on a fault, and its report, in {@code Rescue}, around the search for its cause in {@code Diagnosis},
 * and around each tick in {@code TimerWheel}.
 */
@NullMarked
package dev.backstop.filter;

import org.jspecify.annotations.NullMarked;
