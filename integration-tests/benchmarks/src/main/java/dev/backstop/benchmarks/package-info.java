/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What Backstop costs a healthy request, measured with JMH: {@link dev.backstop.benchmarks.FilterBenchmark} without a server,
 * {@link dev.backstop.benchmarks.JettyBenchmark} through one, {@link dev.backstop.benchmarks.Report} for both and the table.
 *
 * <p>Loaded by the class loader of the benchmarks' own JVM. May import JMH, Jetty, the Servlet API, and of Backstop the filter
 * alone.
 */
@NullMarked
package dev.backstop.benchmarks;

import org.jspecify.annotations.NullMarked;
