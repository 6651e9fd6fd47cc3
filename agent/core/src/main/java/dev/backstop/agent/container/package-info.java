/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Where the servlet containers start web applications and make error pages of their own. Everything of theirs by reflection. */
@NullMarked
package dev.backstop.agent.container;

import org.jspecify.annotations.NullMarked;
