/// # What a learner types
///
/// List the exercises, start one, check it, be helped. What the commands say is what a person reads
/// who is stuck, so every answer ends with the next thing to type.
///
/// **Read** [CheckCommand], then [Workplace], which knows where a learner's work lies.
///
/// | command            | type               |
/// |--------------------|--------------------|
/// | `./ds exercises`   | [ExercisesCommand] |
/// | `./ds start`       | [StartCommand]     |
/// | `./ds check`       | [CheckCommand]     |
/// | `./ds hint`        | [HintCommand]      |
/// | `./ds bank`        | [BankCommand]      |
package ds.workbench.exercise;
