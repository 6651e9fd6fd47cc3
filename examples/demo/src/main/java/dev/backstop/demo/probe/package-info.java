/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a client gets, seen on the wire: requests over a plain socket, and a judgement of each reply.
 *
 * <p>An HTTP library would hide what matters here, such as how a body ended. Knows the shop's scenarios, but neither
 * containers nor proxies beyond the mark of the latter.
 */
@NullMarked
package dev.backstop.demo.probe;

import org.jspecify.annotations.NullMarked;
