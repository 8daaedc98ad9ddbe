import { embedCode } from './embed-code.ts';

test('a title cannot break out of the code', () => {
  const code = embedCode({ id: '1', title: '"><script>alert(1)</script>', publicUrl: 'http://isp.test/signup/1' });
  expect(code).toContain('title="&quot;>&lt;script>alert(1)&lt;/script>"');
  expect(code.match(/<script>/g)).toHaveLength(1);
});

test('the frame shows the public page', () => {
  const code = embedCode({ id: '1', title: 'Get connected', publicUrl: 'http://isp.test/signup/1' });
  expect(code).toContain('src="http://isp.test/signup/1"');
});
