/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.weaving;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** A method that runs tasks: {@code task.run()} becomes {@code BackstopBridge.run(task, number)}, which runs it. */
final class RunningMethod extends MethodVisitor {
    private final int number;

    RunningMethod(int api, MethodVisitor next, int number) {
        super(api, next);
        this.number = number;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (opcode == Opcodes.INVOKEINTERFACE && owner.equals("java/lang/Runnable") && name.equals("run")) {
            WovenMethod.pushNumber(this, number);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, WovenMethod.BRIDGE, "run", "(Ljava/lang/Runnable;I)V", false);
        } else {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
    }
}
