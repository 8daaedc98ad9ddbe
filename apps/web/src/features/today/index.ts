/** The door to Today for the page that composes it. */
export { TodayView, useToday } from './today-view.tsx';
