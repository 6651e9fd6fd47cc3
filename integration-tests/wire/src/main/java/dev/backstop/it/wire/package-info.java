/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * HTTP/1.1 as bytes, for tests that compare what servers send: nothing is retried, followed, decoded or put right.
 *
 * <p>Loaded by: the tests' JVM. Imports the JDK only.
 */
package dev.backstop.it.wire;
