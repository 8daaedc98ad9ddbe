// The kit's styles sit in a cascade layer, so that everything of ours outweighs them whatever the order of loading.
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './fonts.css';
import './tokens.css';
import './global.css';
