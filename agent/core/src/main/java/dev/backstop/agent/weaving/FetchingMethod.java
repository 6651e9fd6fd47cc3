/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.weaving;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** A method that returns the next task to be run: {@code return task} becomes {@code BackstopBridge.begin(number, task); return task}. */
final class FetchingMethod extends MethodVisitor {
    private final int number;

    FetchingMethod(int api, MethodVisitor next, int number) {
        super(api, next);
        this.number = number;
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.ARETURN) {
            super.visitInsn(Opcodes.DUP);
            WovenMethod.pushNumber(this, number);
            super.visitInsn(Opcodes.SWAP);
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    WovenMethod.BRIDGE,
                    "begin",
                    "(ILjava/lang/Object;)Ljava/lang/Object;",
                    false);
            super.visitInsn(Opcodes.POP);
        }
        super.visitInsn(opcode);
    }
}
