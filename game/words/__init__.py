"""What a report says, in sentences, for every face: no pygame, no State. A sentence that a second face may need stands
here, and once.

`actions` says what can be decided, `news` what is new, `bars` and `explain` why a figure is what it is, `people` who
leaves and who is listened to, `cast` and `letters` what the people write whom a level follows by name, `culture` what
rituals and visions are in everyday life, `meanings` what each thing on the table means, `names` what it is called,
`tally` how many there are.
"""
