import { freezerStory, freezerTitle } from './freezer.ts';
import { night } from './night.ts';

night(freezerTitle, {}, freezerStory);
