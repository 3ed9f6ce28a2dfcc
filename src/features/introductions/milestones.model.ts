// What two communities did after they were introduced, as one of them records it.

export const milestoneKinds = ['met', 'letter-of-intent', 'signed', 'ended'] as const
export type MilestoneKind = (typeof milestoneKinds)[number]
