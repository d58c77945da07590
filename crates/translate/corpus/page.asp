<%@ Language="VBScript" %><% If x > 1 Then %><p>More than one: <%= x %> pieces</p><% End If %><%-- gone --%>
<a href="<%= "a>b" %>" title="Say <%= y %>">Hello</a>
