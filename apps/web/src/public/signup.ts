import './signup.css';

/** The signup page of one widget is at `/signup/{widgetId}`. */
const widgetId = location.pathname.split('/')[2];
if (widgetId) document.getElementById('signup')?.setAttribute('data-widget', widgetId);
