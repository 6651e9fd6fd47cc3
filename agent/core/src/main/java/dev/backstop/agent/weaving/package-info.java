/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Puts calls of the bridge into methods of other people's classes. By hand, on Byte Buddy's class-file library: its advice is made of
 * several hundred classes more, which would be the larger part of what the agent costs a start.
 */
@NullMarked
package dev.backstop.agent.weaving;

import org.jspecify.annotations.NullMarked;
