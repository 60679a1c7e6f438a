/** The contract's v1 document of a framework (section 3.9). */
import { Type } from 'typebox';
import { frameworkTypes } from '../../domain/vocabulary/directory.ts';
import { Flag, Int, named, nullable, Text, Time, words } from './common.ts';

export const FrameworkV1 = named('FrameworkResponsePublicDto', {
  id: Int,
  name: Text,
  hasLevel: Flag,
  levelLabel: nullable(Text),
  selectedLevel: nullable(Text),
  privacy: nullable(Flag),
  description: Text,
  longDescription: Text,
  slug: Text,
  tag: Text,
  label: Text,
  totalInScopeControls: Int,
  numInScopeRequirements: Int,
  numReadyInScopeRequirements: Int,
  enabledAt: nullable(Time),
  frameworkEnabled: Flag,
  controlsEnabled: Flag,
  color: Text,
  bgColor: Text,
  activeLogo: nullable(Text),
  inactiveLogo: nullable(Text),
  createdAt: Time,
  updatedAt: Time,
  isReady: Flag,
  productFrameworkEnabled: Type.Optional(Flag),
  customFrameworkId: Type.Optional(Text),
  type: Type.Optional(words(frameworkTypes)),
});
