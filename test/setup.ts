import { guardStderr } from './printed';

guardStderr();
