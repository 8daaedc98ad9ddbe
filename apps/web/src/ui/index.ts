/** The door to the kit: pages build from these parts, and from the kit only what is passed on here. */
export { ActionBar, type BarAction } from './action-bar.tsx';
export { Avatar, initials } from './avatar.tsx';
export { Bar } from './bar.tsx';
export { Button, IconButton, type Look } from './button.tsx';
export { CheckCircle } from './check-circle.tsx';
export { Choices, FilterChip } from './chips.tsx';
export { TrendChart, type TrendSeries } from './charts/index.ts';
export { CopyText } from './copy-text.tsx';
export { Definition } from './definition.tsx';
export { ConfirmDialog, ResponsiveDialog } from './dialog.tsx';
export { DueLabel } from './due-label.tsx';
export { useFilePicker } from './file-picker.tsx';
export { MoneyField, PasswordField, PhoneField, SelectField, TextField } from './form/fields.tsx';
export { ChipsField } from './form/chips-field.tsx';
export { DatesDialog } from './form/dates-dialog.tsx';
export { ExitCriteriaFields, isAnswered, type ExitAnswer } from './exit-criteria.tsx';
export { FieldRow, FormDialog } from './form/form-dialog.tsx';
export { FormProblem, SubmitButton } from './form/form-parts.tsx';
export { useLocateButton } from './form/locate-button.tsx';
export { MomentField } from './form/moment-field.tsx';
export { OvertakenNotice } from './form/overtaken-notice.tsx';
export { PointField } from './form/point-field.tsx';
export { RadioField } from './form/radio-field.tsx';
export { SwitchField } from './form/switch-field.tsx';
export { useContractForm, type FieldProps } from './form/use-contract-form.ts';
export { useRecordForm, type Overtaken } from './form/use-record-form.ts';
export { JobProgress, jobIsActive } from './job-progress.tsx';
export { LinkTabs } from './link-tabs.tsx';
export { History, type HistoryEntry } from './history.tsx';
export { Mark, Wordmark } from './mark.tsx';
export { ResponsiveMenu, type MenuChoice, type MenuGroup } from './menu.tsx';
export { NextStepChoices } from './next-step-choices.tsx';
export { Notice, NoticeAction, type Tone } from './notice.tsx';
export { Page, PageTabs } from './page.tsx';
export { QueryTabs } from './query-tabs.tsx';
export { CallButton, WhatsAppButton } from './reach.tsx';
export { PickMoment } from './pick-moment.tsx';
export { RecordCell, RecordName, RecordRow, RecordTable } from './record-table.tsx';
export { Facts, Section } from './section.tsx';
export { ScreenDialog } from './screen-dialog.tsx';
export { RowButton, RowCheckbox } from './row-controls.tsx';
export { ScoreMark } from './score-mark.tsx';
export { SearchField } from './search-field.tsx';
export { SegmentedControl } from './segmented.tsx';
export { ShowMore } from './show-more.tsx';
export { BoardSkeleton, CardSkeleton, FormSkeleton, ListSkeleton, RecordSkeleton, SkeletonLine } from './skeletons.tsx';
export { StageBadge, StageGlyph, StageName, stageTypeNames, type StagePlace } from './stage.tsx';
export { EmptyState, ErrorState, RequestId } from './states.tsx';
export { TagLabel, TagLabels } from './tag.tsx';
export { Tabs } from './tabs.tsx';
export { Timeline, TimelineItem, type TimelineTone } from './timeline.tsx';
export { showProblem, showToast } from './toast.tsx';
export { Code, Money, Phone, When } from './values.tsx';

export {
  Anchor, Badge, Box, Checkbox, Group, Kbd, Loader, Menu, Popover, Progress, Radio, Stack, Switch, Table, Text, Title, Tooltip,
  UnstyledButton, VisuallyHidden,
} from '@mantine/core';
